package io.jenkins.plugins.stagedflow.deploy;

/** A disk of a given size under the checkout of a production. */
final class SmallDisk implements AutoCloseable {
    private final Production production;
    private final String checkout;

    SmallDisk(Production production, String size) throws InterruptedException {
        this.production = production;
        checkout = production.checkout().toString();
        production.sh("mv " + checkout + " moved && mkdir " + checkout + " && mount -t tmpfs -o size=" + size
                + " tmpfs " + checkout + " && cp -a moved/. " + checkout);
    }

    /** Gives the disk another size. */
    void grow(String size) throws InterruptedException {
        production.sh("mount -o remount,size=" + size + " " + checkout);
    }

    @Override
    public void close() {
        production.shQuietly(
                "cp -a " + checkout + " kept && umount --lazy " + checkout + " && cp -a kept/. " + checkout);
    }
}
