/** Stands in for Spring, which this module does not have. */
@NullMarked
package org.springframework.beans.factory.annotation;

import org.jspecify.annotations.NullMarked;
