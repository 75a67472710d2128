"""Reads a table in its three formats with pandas and NumPy, and says how they differ: nothing, if all is well."""

import sys

import numpy as np
import pandas as pd

csv_file, parquet_file, npz_file, matrix_file, fma_file = sys.argv[1:]

table = pd.read_csv(csv_file, keep_default_na=False, float_precision="round_trip")
parquet = pd.read_parquet(parquet_file)
arrays = np.load(npz_file)

assert list(table.columns) == list(parquet.columns), "other columns"
features = [name for name in parquet.columns if parquet[name].dtype == np.float32]
assert features == list(arrays["columns"]), "other features"
assert np.array_equal(parquet[features].to_numpy(), arrays["X"]), "other values in npz"
assert np.array_equal(table[features].to_numpy(np.float32), arrays["X"]), "other values in csv"
for name in table.columns.difference(features):
    assert (table[name].to_numpy() == parquet[name].to_numpy()).all(), name
    assert (table[name].to_numpy() == arrays[name]).all(), name

matrix = np.load(matrix_file)
assert matrix["log_mel_db"].shape == (len(matrix["track"]), 34, 96), "other matrices"
assert matrix["log_mel_db"].dtype == np.float32
assert len(matrix["genre"]) == len(matrix["artist"]) == len(matrix["track"])

fma = pd.read_csv(fma_file, index_col=0, header=[0, 1, 2])
assert fma.shape[1] == 518 and fma["mfcc"]["mean"]["01"].notna().all(), "not as FMA's"

print(len(table), "rows,", len(features), "features,", len(matrix["track"]), "windows,", len(fma), "tracks")
