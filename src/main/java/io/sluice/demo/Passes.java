package io.sluice.demo;

import java.util.Optional;

/** With what people show who they are. */
interface Passes {

    Optional<String> of(Person person);
}
