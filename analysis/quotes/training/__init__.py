"""How is the trained finder of quote attributions made? Data, model, training and export; torch is used only here."""

from __future__ import annotations

__all__: list[str] = []
