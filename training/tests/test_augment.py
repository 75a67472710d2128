import torch

from genretrain import augment
from genretrain.augment import Augmentation

STILL = Augmentation(semitones=0, tempo=0, gain_db=0, tilt_db=0, noise_db=0, band_mask=0, frame_mask=0, mixup=0)


def _generator():
    return torch.Generator().manual_seed(5)


def test_all_switched_off_changes_nothing():
    windows = torch.full((3, 34, 96), -20.0)
    assert torch.equal(augment.distorted(windows, STILL, _generator()), windows)


def test_no_transposition_changes_nothing():
    windows = torch.randn(3, 34, 96)
    assert torch.allclose(augment.transposed(windows, STILL, _generator()), windows, atol=1e-4)


def test_a_transposed_tone_moves_by_its_semitones():
    # Slaney's filter 80 of 96 is centred at 6.3 kHz, where two semitones are about three bands.
    windows = torch.zeros(200, 1, 96)
    windows[:, :, 80] = 1
    moved = augment.transposed(windows, Augmentation(semitones=2), _generator()).argmax(dim=2)
    assert (moved.min(), moved.max()) == (77, 83)


def test_frames_of_a_window_stay_inside_the_track():
    places = augment.frame_places(5000, 34, 40, Augmentation(tempo=0.15), _generator())
    assert places.min() == 0 and places.max() == 39
    assert places.diff(dim=1).unique().tolist() == [0, 1, 2] or places.diff(dim=1).unique().tolist() == [1, 2]


def test_at_the_plain_tempo_a_window_is_consecutive():
    places = augment.frame_places(50, 34, 344, STILL, _generator())
    assert (places.diff(dim=1) == 1).all()


def test_nothing_falls_under_the_floor():
    windows = torch.full((8, 34, 96), -99.0)
    assert augment.distorted(windows, Augmentation(), _generator()).min() >= -100


def test_the_same_seed_gives_the_same_windows():
    windows = torch.zeros(4, 34, 96)
    first = augment.distorted(windows, Augmentation(), _generator())
    assert torch.equal(first, augment.distorted(windows, Augmentation(), _generator()))
    assert first.std() > 1


def test_mixed_targets_stay_distributions_and_follow_their_windows():
    windows = torch.arange(6.0).view(6, 1, 1).expand(6, 2, 2)
    targets = torch.eye(6)
    blended, shares = augment.mixed(windows, targets, Augmentation(), _generator())
    assert torch.allclose(shares.sum(dim=1), torch.ones(6))
    assert torch.allclose(shares @ torch.arange(6.0), blended[:, 0, 0], atol=1e-5)


def test_refilled_bands_are_the_ones_below_mirrored():
    windows = torch.arange(96.0).expand(400, 2, 96)
    refilled = augment.refilled(windows, Augmentation(refilled=1.0), _generator())
    assert set(refilled[:, 0, 95].int().tolist()) == {95 - 2 * k + 1 for k in range(1, 7)}
    assert torch.equal(refilled[:, :, :90], windows[:, :, :90])


def test_noise_is_between_55_and_5_db_under_the_music():
    windows = torch.full((4000, 34, 96), -20.0)
    noisy = augment.noisy(windows, Augmentation(noisy=1.0), _generator())
    noise = 10 * torch.log10((10 ** (noisy / 10) - 10**-2.0).mean(dim=(1, 2)).clamp(min=1e-12)) + 20
    assert -57 < noise.min() < -50 and -10 < noise.max() < -3


def test_a_third_of_the_noise_is_as_loud_as_the_frame():
    windows = torch.full((4000, 2, 96), -20.0)
    windows[:, 1] = -80
    quiet = augment.noisy(windows, Augmentation(noisy=1.0), _generator())[:, 1].mean(dim=1)
    # Steady noise is at least 55 dB under the loud frame, which is 2 dB above the quiet one.
    assert 0.3 < (quiet < -78).float().mean() < 0.37
