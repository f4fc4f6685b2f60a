package io.sluice.verify;

/** Somebody who makes a count of their own of what the verifier reads. */
public interface LogListener {

    /** Told each event once, partition by partition, in the order of the log. */
    void read(LoggedEvent event);
}
