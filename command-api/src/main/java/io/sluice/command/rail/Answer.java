package io.sluice.command.rail;

/** What became of one try to deliver an instruction. */
public sealed interface Answer {

    /** The rail has it, under its own reference. */
    record Taken(String railReference) implements Answer {}

    /** The money has gone. */
    record Settled(String transaction) implements Answer {}

    /** Refused for good: nothing was sent and, under this id, nothing ever will be. */
    record Refused(String reason) implements Answer {}

    /** It certainly did not reach the rail, or the rail certainly did not take it. */
    record NotTaken(String why) implements Answer {}

    /** Nobody can tell whether the rail took it. */
    record Unclear(String why) implements Answer {}
}
