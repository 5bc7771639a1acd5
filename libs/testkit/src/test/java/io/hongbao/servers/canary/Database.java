package io.hongbao.servers.canary;

/** Stands for a server that a test starts. */
public record Database() {}
