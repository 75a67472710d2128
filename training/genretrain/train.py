"""The training loop: seeded, and resumable after any epoch."""

import copy
import time
from collections import Counter
from dataclasses import asdict, dataclass, field

import numpy as np
import torch
from torch import nn

from . import augment, classics, dataset, inputs
from .augment import Augmentation
from .model import Classifier, GenreNetwork, Shape

NETWORKS = {
    network.__name__: network
    for network in (
        GenreNetwork,
        classics.Logistic,
        classics.Dense,
        classics.FrameVotes,
        classics.Lstm,
        classics.ConvolutionsThenRecurrent,
        classics.MelConvolutions,
    )
}


@dataclass(frozen=True)
class Settings:
    seed: int = 1
    network: str = GenreNetwork.__name__
    epochs: int = 60
    windows_per_track: int = 10
    batch: int = 64
    peak_rate: float = 4e-3
    weight_decay: float = 0.02
    smoothing: float = 0.1
    average_decay: float = 0.998
    # An artist with n tracks of a genre is drawn n ** (1 - this) times as often as one with a single track.
    artist_balance: float = 0.5
    shape: Shape = field(default_factory=Shape)
    augmentation: Augmentation = field(default_factory=Augmentation)


class Training:
    """Everything that changes from step to step, so that a checkpoint can hold all of it."""

    def __init__(self, settings, tracks, labels, front_end, device):
        self.settings, self.labels, self.front_end, self.device = settings, labels, front_end, device
        torch.manual_seed(settings.seed)
        self.generator = torch.Generator().manual_seed(settings.seed)
        self.frames = torch.from_numpy(tracks.frames)
        self.targets = torch.from_numpy(tracks.targets(labels))
        self.chances = torch.from_numpy(chances(tracks, settings.artist_balance))
        self.kind = NETWORKS[settings.network]
        self.input = inputs.KINDS[self.kind.takes](front_end.bands)
        self.mean, self.deviation = self._standardisation()
        self.network = self.kind(settings.shape, front_end.shape, len(labels))
        # Weights too are channels last, as the CPU's convolutions like to read.
        self.network = self.network.to(device, memory_format=torch.channels_last)
        self.average = copy.deepcopy(self.network).eval()
        self.optimizer = torch.optim.AdamW(self.network.parameters(), weight_decay=settings.weight_decay)
        self.steps_per_epoch = max(1, len(tracks) * settings.windows_per_track // settings.batch)
        self.schedule = torch.optim.lr_scheduler.OneCycleLR(
            self.optimizer, settings.peak_rate, total_steps=settings.epochs * self.steps_per_epoch, pct_start=0.2
        )
        self.losses = []
        self.seconds = 0.0

    @property
    def epoch(self):
        return len(self.losses)

    def run_epoch(self):
        """Trains one epoch and gives its mean loss."""
        began = time.process_time()
        self.network.train()
        count = self.steps_per_epoch * self.settings.batch
        order = torch.multinomial(self.chances, count, replacement=True, generator=self.generator)
        total = 0.0
        for step in range(self.steps_per_epoch):
            chosen = order[step * self.settings.batch : (step + 1) * self.settings.batch]
            total += self._step(chosen)
        self.losses.append(total / self.steps_per_epoch)
        self.seconds += time.process_time() - began
        return self.losses[-1]

    def classifier(self):
        """The averaged weights with the standardisation: what is measured and shipped."""
        return Classifier(self.average, self.mean, self.deviation).eval()

    def said(self, frames):
        """Logits [tracks][windows][labels] and embeddings [tracks][windows][size] of tracks [tracks][frames][bands]."""
        classifier = self.classifier()
        length, every = self.front_end.frames, self.front_end.every
        answers = [said(classifier, self.input, dataset.windows(track, length, every)) for track in frames]
        return tuple(np.stack(parts) for parts in zip(*answers))

    def _standardisation(self):
        """Mean and deviation of each column of the input, over whole windows from all over the tracks."""
        length = self.front_end.frames
        windows = [dataset.windows(track, length, length) for track in self.frames.numpy()]
        values = self.kind.relative(self.input(torch.from_numpy(np.concatenate(windows))))
        over = tuple(range(values.dim() - 1))
        return values.mean(dim=over), values.std(dim=over).clamp(min=1e-3)

    def _step(self, chosen):
        values, targets = self._batch(chosen)
        # Half the precision is much faster on a CPU that knows bfloat16; the weights stay float32.
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            logits, _ = self.network(values.to(self.device))
        loss = -(targets.to(self.device) * torch.log_softmax(logits.float(), dim=1)).sum(dim=1).mean()
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 5.0)
        self.optimizer.step()
        self.schedule.step()
        self._follow()
        return loss.item()

    def _batch(self, chosen):
        # Random numbers are drawn on the CPU alone, so that a seed means the same with and without a GPU.
        how = self.settings.augmentation
        places = augment.frame_places(len(chosen), self.front_end.frames, self.frames.shape[1], how, self.generator)
        windows = self.frames[chosen.unsqueeze(1), places]
        windows = augment.transposed(windows, how, self.generator)
        windows = augment.refilled(windows, how, self.generator)
        windows = augment.noisy(windows, how, self.generator)
        windows = augment.band_limited(windows, how, self.generator)
        windows = augment.distorted(windows, how, self.generator)
        smoothing = self.settings.smoothing
        targets = nn.functional.one_hot(self.targets[chosen], len(self.labels)).float()
        targets = targets * (1 - smoothing) + smoothing / len(self.labels)
        windows, targets = augment.mixed(windows, targets, how, self.generator)
        return (self.kind.relative(self.input(windows)) - self.mean) / self.deviation, targets

    def _follow(self):
        """Moves the averaged weights, which are the ones that ship, a little towards the current ones."""
        # A young average must not remember the random start.
        steps = self.schedule.last_epoch
        decay = min(self.settings.average_decay, steps / (steps + 10))
        with torch.no_grad():
            for slow, fast in zip(self.average.state_dict().values(), self.network.state_dict().values()):
                if slow.dtype.is_floating_point:
                    slow.lerp_(fast, 1 - decay)
                else:
                    slow.copy_(fast)

    def state(self):
        return {
            "settings": asdict(self.settings),
            "labels": self.labels,
            "window": list(self.front_end.shape),
            "mean": self.mean,
            "deviation": self.deviation,
            "network": self.network.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            # Of the schedule only the place in it: torch 1.13 keeps methods in its state, which today's torch will not load.
            "steps": self.schedule.last_epoch,
            "generator": self.generator.get_state(),
            "dropout_generator": torch.get_rng_state(),
            "losses": self.losses,
            "seconds": self.seconds,
            "torch": torch.__version__.split("+")[0],
            "device": str(self.device),
        }

    def resume(self, state):
        if state["settings"] != asdict(self.settings):
            raise SystemExit("the checkpoint was made with other settings: remove it, or train with those")
        self.network.load_state_dict(state["network"])
        self.average.load_state_dict(state["average"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.schedule.last_epoch = state["steps"]
        self.generator.set_state(state["generator"])
        torch.set_rng_state(state["dropout_generator"])
        self.losses, self.seconds = state["losses"], state["seconds"]


def chances(tracks, balance):
    """How often each track is drawn: genres alike, and within one, artists with many tracks less than by their number."""
    pairs = list(zip(tracks.genres, tracks.groups()))
    sizes = Counter(pairs)
    weights = np.array([sizes[pair] ** -balance for pair in pairs])
    for genre in set(tracks.genres):
        own = np.array([g == genre for g in tracks.genres])
        weights[own] /= weights[own].sum()
    return weights / weights.sum()


def fit(tracks, labels, checkpoint, settings, front_end):
    """Trains on all of `tracks`, from the checkpoint on if there is one."""
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    training = Training(settings, tracks, labels, front_end, device)
    if checkpoint.exists():
        training.resume(torch.load(checkpoint, map_location="cpu"))
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    while training.epoch < settings.epochs:
        loss = training.run_epoch()
        partial = checkpoint.with_suffix(".partial")
        torch.save(training.state(), partial)
        partial.replace(checkpoint)
        if training.epoch % 10 == 0 or training.epoch == settings.epochs:
            print(f"{checkpoint.stem}: epoch {training.epoch}/{settings.epochs}, loss {loss:.3f}, "
                  f"{training.seconds:.0f} s of CPU", flush=True)
    return training


def classifier(checkpoint):
    """A trained network from its file, with the input that it takes."""
    state = torch.load(checkpoint, map_location="cpu")
    settings = state["settings"]
    kind = NETWORKS[settings["network"]]
    network = kind(Shape(**settings["shape"]), state["window"], len(state["labels"]))
    network.load_state_dict(state["average"])
    return Classifier(network, state["mean"], state["deviation"]).eval(), inputs.KINDS[kind.takes](state["window"][1])


def said(classifier, kind, windows):
    """Logits [windows][labels] and embeddings [windows][size] of log-mel windows [windows][frames][bands]."""
    with torch.no_grad():
        logits, embeddings = classifier(kind(torch.from_numpy(windows)))
    return logits.numpy(), embeddings.numpy()
