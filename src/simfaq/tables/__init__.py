"""Generated character tables; each names the tool that writes it."""
