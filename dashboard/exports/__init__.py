"""Slides and workbooks made by worker processes: their queue, folder, progress and routes."""
