/**
 * Real MariaDB, MySQL and Kafka servers as operating system processes, for tests and for one
 * machine.
 */
@NullMarked
package io.hongbao.servers;

import org.jspecify.annotations.NullMarked;
