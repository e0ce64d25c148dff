package hudson.model;

public abstract class Run<J extends Job<J, R>, R extends Run<J, R>> {}
