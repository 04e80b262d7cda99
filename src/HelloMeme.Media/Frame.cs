using System.Buffers;

namespace HelloMeme.Media;

/// <summary>An upright RGB picture: <see cref="Width"/> x <see cref="Height"/>, 3 bytes a pixel, row-major, sRGB.
/// Owns a pooled buffer; whoever made the frame disposes it. New frames are not cleared.</summary>
public sealed class Frame : IDisposable
{
    private byte[]? _bytes;

    /// <exception cref="ArgumentOutOfRangeException">A side is under 1.</exception>
    public Frame(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        Width = width;
        Height = height;
        _bytes = ArrayPool<byte>.Shared.Rent(ByteCount);
    }

    public int Width { get; }

    public int Height { get; }

    public int ByteCount => Width * Height * 3;

    public Span<byte> Pixels => Buffer.AsSpan(0, ByteCount);

    public Memory<byte> Memory => Buffer.AsMemory(0, ByteCount);

    private byte[] Buffer => _bytes ?? throw new ObjectDisposedException(nameof(Frame));

    /// <summary>Row y: Width * 3 bytes.</summary>
    public Span<byte> Row(int y) => Buffer.AsSpan(y * Width * 3, Width * 3);

    public Frame Clone()
    {
        var copy = new Frame(Width, Height);
        Pixels.CopyTo(copy.Pixels);
        return copy;
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _bytes, null) is { } bytes) ArrayPool<byte>.Shared.Return(bytes);
    }
}
