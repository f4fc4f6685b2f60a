package io.sluice.projection.violating;

import io.sluice.command.violating.AsksTheProjection;

public record AsksTheCommandSide(AsksTheProjection other) {}
