"""Find attributions by the trained encoder, and join them with what the marks show."""
