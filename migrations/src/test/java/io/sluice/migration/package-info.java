/** PostgreSQL started, killed, left behind and started again; the schema on it. */
@NullMarked
package io.sluice.migration;

import org.jspecify.annotations.NullMarked;
