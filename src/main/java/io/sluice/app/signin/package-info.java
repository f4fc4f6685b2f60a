/**
 * Who asks, and what they may do. Off in the embedded default; where it is on, whoever calls shows
 * a token of the configured issuer, or an emergency credential, which may pause and nothing else.
 * All of it is checked on this machine: an identity provider that is down stops nobody whose key is
 * known.
 */
@NullMarked
package io.sluice.app.signin;

import org.jspecify.annotations.NullMarked;
