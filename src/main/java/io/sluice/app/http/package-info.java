/**
 * The one place that renders errors: whatever raised it (a refusal, Spring, Tomcat, a bug), the
 * client gets an RFC 9457 problem document with a stable code, never HTML and never a stack trace.
 */
@NullMarked
package io.sluice.app.http;

import org.jspecify.annotations.NullMarked;
