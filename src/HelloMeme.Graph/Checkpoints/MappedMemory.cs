using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>A part of a mapped file, at most 2 GB, as memory; valid while the mapping is open. What is pinned keeps it open: networks read their
/// weights in place long after the file was let go.</summary>
internal sealed unsafe class MappedMemory(MemoryMappedViewAccessor view, long offset, int length) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => new(Pointer, length);

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        var pinned = Pointer + elementIndex;
        var held = false;
        view.SafeMemoryMappedViewHandle.DangerousAddRef(ref held);
        return new MemoryHandle(pinned, pinnable: this);
    }

    public override void Unpin() => view.SafeMemoryMappedViewHandle.DangerousRelease();

    protected override void Dispose(bool disposing)
    {
        // The file owns the view.
    }

    private byte* Pointer
    {
        get
        {
            ObjectDisposedException.ThrowIf(view.SafeMemoryMappedViewHandle.IsClosed, view);
            return (byte*)view.SafeMemoryMappedViewHandle.DangerousGetHandle() + view.PointerOffset + offset;
        }
    }
}
