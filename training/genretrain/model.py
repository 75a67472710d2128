"""The network: five 3x3 convolutions over frames and bands, then mean and maximum of what they found."""

from dataclasses import dataclass

import torch
from torch import nn


@dataclass(frozen=True)
class Shape:
    # Channels and pooling (frames, bands) of each block. The first blocks see the most positions, so they
    # are thin and pooled at once: that is where the time of a window goes.
    channels: tuple = (16, 32, 48, 64, 128)
    pooling: tuple = ((1, 2), (2, 2), (2, 2), (2, 2), (1, 1))
    embedding: int = 96
    dropout: float = 0.3


class GenreNetwork(nn.Module):
    """Standardised windows [batch][frames][bands] to logits [batch][labels]."""

    def __init__(self, shape, labels):
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
        x = windows.unsqueeze(1)
        for convolution, norm, pooling in zip(self.convolutions, self.norms, self.pooling):
            x = torch.relu(norm(convolution(x)))
            if pooling != (1, 1):
                x = nn.functional.max_pool2d(x, pooling)
        pooled = torch.cat([x.mean(dim=(2, 3)), x.amax(dim=(2, 3))], dim=1)
        return self.output(self.dropout(self.embed(self.dropout(pooled))))

    def embed(self, pooled):
        return torch.relu(self.embedding(pooled))
