"""The shipped network, and what every network is served as."""

from dataclasses import dataclass

import torch
from torch import nn


@dataclass(frozen=True)
class Shape:
    # Channels and pooling (frames, bands) of each block. The first blocks see the most positions, so they
    # are thin and pooled at once: that is where the time of a window goes.
    channels: tuple = (16, 32, 64, 128, 192)
    pooling: tuple = ((1, 2), (2, 2), (2, 2), (2, 2), (1, 1))
    embedding: int = 96
    dropout: float = 0.3


class Network(nn.Module):
    """What trains as the shipped one does, on an input of the services."""

    takes = "log_mel_db"

    @staticmethod
    def relative(values):
        """The input without what the network is not to know of it, in the same unit."""
        return values


class GenreNetwork(Network):
    """Five 3x3 convolutions over frames and bands, then mean and maximum of what they found."""

    @staticmethod
    def relative(values):
        """[batch][frames][bands] in dB of each window's mean: how loud music was recorded is no part of its genre."""
        return values - values.mean(dim=(1, 2), keepdim=True)

    def __init__(self, shape, window, labels):
        super().__init__()
        widths = (1, *shape.channels)
        self.convolutions = nn.ModuleList(
            nn.Conv2d(before, after, 3, padding=1, bias=False) for before, after in zip(widths, widths[1:])
        )
        self.norms = nn.ModuleList(nn.BatchNorm2d(width) for width in shape.channels)
        self.pooling = shape.pooling
        self.dropout = nn.Dropout(shape.dropout)
        self.embedding = nn.Linear(2 * shape.channels[-1], shape.embedding)
        self.output = nn.Linear(shape.embedding, labels)

    def forward(self, windows):
        """Standardised windows [batch][frames][bands] to logits [batch][labels] and embeddings [batch][size]."""
        found = self.found(windows)
        pooled = torch.cat([found.mean(dim=(2, 3)), found.amax(dim=(2, 3))], dim=1).float()
        embedding = torch.relu(self.embedding(self.dropout(pooled)))
        return self.output(self.dropout(embedding)), embedding

    def found(self, windows):
        """What the last convolution answers: [batch][channels][frames][bands], both pooled."""
        # As the weights are in training.
        x = windows.unsqueeze(1).contiguous(memory_format=torch.channels_last)
        for convolution, norm, pooling in zip(self.convolutions, self.norms, self.pooling):
            x = convolution(x)
            # Before the norm, which has less to do then.
            if tuple(pooling) != (1, 1):
                x = nn.functional.max_pool2d(x, tuple(pooling))
            x = torch.relu(norm(x))
        return x


class Classifier(nn.Module):
    """A network with the standardisation of its training data: an input in the services' units to logits and embedding."""

    def __init__(self, network, mean, deviation):
        super().__init__()
        self.network = network
        self.register_buffer("mean", mean)
        self.register_buffer("deviation", deviation)

    def forward(self, values):
        return self.network(self.standardised(values))

    def standardised(self, values):
        return (self.network.relative(values) - self.mean) / self.deviation


class Served(nn.Module):
    """The graph of a model file: the mean distribution of its members, and their embeddings side by side."""

    def __init__(self, members, temperature):
        super().__init__()
        self.members = nn.ModuleList(members)
        self.temperature = temperature

    def forward(self, values):
        said = [member(values) for member in self.members]
        scores = torch.stack([torch.softmax(logits / self.temperature, dim=1) for logits, _ in said])
        return scores.mean(dim=0), torch.cat([embedding for _, embedding in said], dim=1)
