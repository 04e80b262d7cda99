using SkiaSharp;

namespace HelloMeme.Media;

/// <summary>A few small frames as a looping WebP in memory; films go through <see cref="VideoWriter"/>.</summary>
public static class AnimatedWebP
{
    /// <summary>Frames of one size at <paramref name="rate"/> per second, lossy, quality 0..100; marked by <see cref="Provenance"/>.</summary>
    /// <exception cref="ArgumentException">No frame.</exception>
    public static byte[] Encode(IReadOnlyList<Frame> frames, double rate, int quality = 70)
    {
        if (frames.Count == 0) throw new ArgumentException("A moving picture needs a frame.", nameof(frames));
        var bitmaps = new SKBitmap[frames.Count];
        try
        {
            var pictures = new SKWebpEncoderFrame[frames.Count];
            for (var i = 0; i < frames.Count; i++)
            {
                bitmaps[i] = SkiaEncoder.Bitmap(frames[i]);
                pictures[i] = new SKWebpEncoderFrame(bitmaps[i], TimeSpan.FromSeconds(1 / rate));
            }

            using var data = SKWebpEncoder.EncodeAnimated(pictures, new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossy, quality))
                ?? throw new InvalidOperationException($"{frames.Count} frames of {frames[0].Width} x {frames[0].Height} did not encode.");
            return Provenance.Embed(data.AsSpan(), recipe: null);
        }
        finally
        {
            foreach (var bitmap in bitmaps) bitmap?.Dispose();
        }
    }
}
