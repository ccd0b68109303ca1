"""The window: what people see and click."""
