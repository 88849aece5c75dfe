"""Questions, and the incidents of each as an independent reading counts them."""

from tests.data.hotspots.chosen import both, oracle

__all__ = ["both", "oracle"]
