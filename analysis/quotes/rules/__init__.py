"""Find attributions by rules over quotation marks and the dependency parse."""
