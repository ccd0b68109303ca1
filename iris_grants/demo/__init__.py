"""The IRIS PROGRES sample programme, built through the public commands."""
