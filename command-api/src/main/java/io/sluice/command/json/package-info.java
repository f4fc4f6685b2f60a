/**
 * JSON as the API takes and gives it: read strictly (every mistake is named, nothing is guessed),
 * written in the order given, so that the same answer has the same bytes for ever.
 */
@NullMarked
package io.sluice.command.json;

import org.jspecify.annotations.NullMarked;
