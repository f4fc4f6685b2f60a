package io.sluice.command.violating;

import io.sluice.projection.violating.AsksTheCommandSide;

public record AsksTheProjection(AsksTheCommandSide other) {}
