"""Train the model that finds quote attributions: data, network, training, calibration and export, with torch."""

from __future__ import annotations

__all__: list[str] = []
