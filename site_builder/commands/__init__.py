"""What each command does: read, one call into the pipeline, show, exit code."""
