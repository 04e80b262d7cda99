using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion;

/// <summary>Latents to a small picture without the VAE: one fixed linear map from four channels to red, green and blue.</summary>
public static class LatentPreview
{
    public const int Channels = 4;

    // Source: the latent-to-RGB factors of Stable Diffusion 1.x, discuss.huggingface.co/t/decoding-latents-to-rgb-without-upscaling/23204 (keturn,
    // 2022), fitted on latents not yet divided by 0.18215; result 0 is middle grey, -1 black, 1 white.
    private static readonly float[,] Factors =
    {
        { 0.298f, 0.207f, 0.208f },
        { 0.187f, 0.286f, 0.173f },
        { -0.158f, 0.189f, 0.264f },
        { -0.184f, -0.271f, -0.473f },
    };

    /// <summary>Draws a predicted clean sample [4, h, w], where planes lie planeStride numbers apart (h w for one picture,
    /// frames h w inside [4, frames, h, w]); the picture is h x w, or a whole multiple of it, where each latent fills a square.</summary>
    /// <exception cref="ArgumentException">The picture is no whole multiple of the latents, or the latents are too few.</exception>
    public static void Draw(ReadOnlySpan<float> clean, int width, int planeStride, Frame picture)
    {
        var scale = picture.Width / width;
        if (scale < 1 || picture.Width != scale * width || picture.Height % scale != 0) throw new ArgumentException($"A picture of {picture.Width} x {picture.Height} is no whole multiple of latents {width} wide.", nameof(picture));
        if (clean.Length < (Channels - 1) * planeStride + width * (picture.Height / scale)) throw new ArgumentException($"Expected {Channels} planes, found {clean.Length} numbers.", nameof(clean));
        for (var y = 0; y < picture.Height; y += scale)
        {
            var row = picture.Row(y);
            for (var x = 0; x < width; x++) Paint(clean[(y / scale * width + x)..], planeStride, row.Slice(3 * scale * x, 3 * scale));
            for (var copy = 1; copy < scale; copy++) row.CopyTo(picture.Row(y + copy));
        }
    }

    private static void Paint(ReadOnlySpan<float> latent, int planeStride, Span<byte> pixels)
    {
        for (var c = 0; c < 3; c++)
        {
            var sum = 0f;
            for (var k = 0; k < Channels; k++) sum += Factors[k, c] * latent[k * planeStride];
            var level = (byte)Math.Clamp(127.5f * (sum + 1) + 0.5f, 0, 255);
            for (var i = c; i < pixels.Length; i += 3) pixels[i] = level;
        }
    }
}
