package io.sluice.command.payout;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** A file on a disk that can be made to take half of what is written, and to cut nothing back. */
final class FaultyDisk extends FileChannel {

    private final FileChannel file;
    volatile boolean failsWrites;
    volatile boolean failsTruncation;

    FaultyDisk(FileChannel file) {
        this.file = file;
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (!failsWrites) {
            return file.write(bytes);
        }
        file.write(bytes.slice(bytes.position(), bytes.remaining() / 2));
        throw new IOException("no space left, as told");
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (failsTruncation) {
            throw new IOException("cannot be cut, as told");
        }
        file.truncate(size);
        return this;
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }

    private static AssertionError unexpected() {
        return new AssertionError("the journal does nothing like that");
    }

    @Override
    public int read(ByteBuffer bytes) {
        throw unexpected();
    }

    @Override
    public long read(ByteBuffer[] bytes, int offset, int length) {
        throw unexpected();
    }

    @Override
    public int read(ByteBuffer bytes, long position) {
        throw unexpected();
    }

    @Override
    public long write(ByteBuffer[] bytes, int offset, int length) {
        throw unexpected();
    }

    @Override
    public int write(ByteBuffer bytes, long position) {
        throw unexpected();
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw unexpected();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw unexpected();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw unexpected();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw unexpected();
    }

    @Override
    public @Nullable FileLock tryLock(long position, long size, boolean shared) {
        throw unexpected();
    }
}
