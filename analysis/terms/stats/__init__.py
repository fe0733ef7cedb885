"""Statistics of frequencies: association, keyness, dispersion, intervals, co-occurrence."""
