"""Published figures beside the incidents, and whether they agree."""
