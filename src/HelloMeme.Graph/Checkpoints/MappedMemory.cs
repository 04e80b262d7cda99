using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace HelloMeme.Graph.Checkpoints;

/// <summary>A part of a mapped file, at most 2 GB, as memory; valid while the mapping is open.</summary>
internal sealed unsafe class MappedMemory(MemoryMappedViewAccessor view, long offset, int length) : MemoryManager<byte>
{
    public override Span<byte> GetSpan() => new(Pointer, length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(Pointer + elementIndex);

    public override void Unpin()
    {
        // A mapping never moves.
    }

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
