package io.sluice.log;

/** What an event can be found by, for example {@code account} = {@code alice}. */
public record EventTag(String name, String value) {}
