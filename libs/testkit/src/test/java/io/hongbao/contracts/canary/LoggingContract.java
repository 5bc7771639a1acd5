package io.hongbao.contracts.canary;

import org.slf4j.Logger;

/** Brings a library along. */
record LoggingContract(Logger logger) {}
