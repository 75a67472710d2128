"""One array of every kind that is read: `python arrays.py` writes the file of NpzFileTest."""

import pathlib

import numpy as np

np.savez_compressed(
    pathlib.Path(__file__).parent.parent / "src/test/resources/numpy/kinds.npz",
    half=np.array([[0.5, -1.25], [65504, 6e-8]], dtype="<f2"),
    single=np.arange(6, dtype="<f4").reshape(1, 2, 3) / 4,
    double=np.array([1e30, -2.5]),
    big=np.array([1.5, -3], dtype=">f4"),
    whole=np.array([2, 155320]),
    small=np.array([-7, 7], dtype="<i4"),
    text=np.array(["blues.00029", "", "Ünï 曲 🎵"]),
    single_text=np.array("b258ea0a2c54ed53"),
    fortran=np.asfortranarray(np.ones((2, 3))),
    complex=np.array([1j]),
)
