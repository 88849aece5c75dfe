import pytest
pytestmark = pytest.mark.browser
def test_first(visit):
    v = visit("/")
    v.says("8,244 crimes in Wokingham")
    v2 = visit("/hotspots")
    print(v2.focused(), v.tile("ASB").inner_text(), v.picked("areas"))
