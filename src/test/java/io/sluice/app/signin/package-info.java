@NullMarked
package io.sluice.app.signin;

import org.jspecify.annotations.NullMarked;
