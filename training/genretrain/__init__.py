"""Trains, measures and exports the genre model of Genrestream."""
