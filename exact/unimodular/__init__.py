"""Total unimodularity, decided with evidence for both answers; see `total_unimodularity`."""

from exact.unimodular.colouring_evidence import Colourings
from exact.unimodular.deciding import total_unimodularity
from exact.unimodular.evidence import (
    Blocks,
    Certifying,
    Exceptional,
    Network,
    Pivoted,
    Reduced,
    Step,
    Submatrix,
    ThreeSum,
    TotallyUnimodular,
    Transposed,
    TwoLaminarFamilies,
    TwoSum,
    UnimodularityStatement,
)

__all__ = [
    "Blocks",
    "Certifying",
    "Colourings",
    "Exceptional",
    "Network",
    "Pivoted",
    "Reduced",
    "Step",
    "Submatrix",
    "ThreeSum",
    "TotallyUnimodular",
    "Transposed",
    "TwoLaminarFamilies",
    "TwoSum",
    "UnimodularityStatement",
    "total_unimodularity",
]
