"""Pictures of numbers, painted by ourselves, readable as sentences."""

from __future__ import annotations

from ui.charts.bars import HorizontalBars, PipelineBar, Stack, StackedColumns
from ui.charts.base import Chart, Slice
from ui.charts.donut import Donut

__all__ = ["Chart", "Donut", "HorizontalBars", "PipelineBar", "Slice", "Stack", "StackedColumns"]
