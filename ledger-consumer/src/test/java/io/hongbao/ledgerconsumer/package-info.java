/** The whole service on real MariaDB and Kafka. */
@NullMarked
package io.hongbao.ledgerconsumer;

import org.jspecify.annotations.NullMarked;
