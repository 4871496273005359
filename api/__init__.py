"""API: HTTP and live streams for the widget, the console and research."""
