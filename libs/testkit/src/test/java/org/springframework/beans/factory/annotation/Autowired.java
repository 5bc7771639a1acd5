package org.springframework.beans.factory.annotation;

/** Only its name matters to the rule. */
public @interface Autowired {}
