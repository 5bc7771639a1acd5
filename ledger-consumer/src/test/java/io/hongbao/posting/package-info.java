/** The whole service on real MariaDB and Kafka. */
@NullMarked
package io.hongbao.posting;

import org.jspecify.annotations.NullMarked;
