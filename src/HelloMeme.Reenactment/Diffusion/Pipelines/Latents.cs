using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Media;

namespace HelloMeme.Reenactment.Diffusion.Pipelines;

/// <summary>Pixels to latents and back: eight times smaller, four channels, scaled by 0.18215.</summary>
public static class Latents
{
    /// <summary>Pixels of a latent's side.</summary>
    public const int Reduction = 8;

    private const float Scaling = 0.18215f;

    // Source: diffusers DiagonalGaussianDistribution.sample.
    /// <summary>A picture [3, 8h, 8w] in -1..1 to latents [4, h, w], drawn from the encoder's distribution with unit normal noise [4, h, w].</summary>
    public static float[] Encode(EngineContext context, float[] picture, ReadOnlySpan<float> noise, CancellationToken token)
    {
        using var image = context.Networks.Upload(picture, DType.Float, 1, 3, 8 * context.Height, 8 * context.Width);
        using var posterior = context.Networks.Run($"vae-encoder-{context.Shape}", () => VaeEncoder.Build(context.Weights.VaeEncoder, context.Weights.VaeConfig, 1, 8 * context.Height, 8 * context.Width), [new("image", image)], token);
        float[] mean = context.Networks.Download(posterior["mean"]), logVariance = context.Networks.Download(posterior["logvar"]);
        for (var i = 0; i < mean.Length; i++) mean[i] = (mean[i] + MathF.Exp(0.5f * logVariance[i]) * noise[i]) * Scaling;
        return mean;
    }

    /// <summary>Latents [4, h, w] to a picture [3, 8h, 8w], about -1..1.</summary>
    public static float[] Decode(EngineContext context, ReadOnlySpan<float> latents, CancellationToken token)
    {
        using var latent = context.Networks.Upload(Unscaled(latents), DType.Float, 1, 4, context.Height, context.Width);
        using var decoded = context.Networks.Run($"vae-decoder-{context.Shape}", () => VaeDecoder.Build(context.Weights.VaeDecoder, context.Weights.VaeConfig, 1, context.Height, context.Width, context.Form), [new("latent", latent)], token);
        return context.Networks.Download(decoded["image"]);
    }

    /// <summary>As the official code returns them: divided by the scaling.</summary>
    public static float[] Unscaled(ReadOnlySpan<float> latents)
    {
        var unscaled = latents.ToArray();
        foreach (ref var value in unscaled.AsSpan()) value /= Scaling;
        return unscaled;
    }

    // Source: hellomeme: clamp(y / 2 + .5) * 255, truncated.
    /// <summary>A decoded picture [3, h, w] as bytes.</summary>
    public static Frame ToFrame(ReadOnlySpan<float> picture, int width, int height)
    {
        var frame = new Frame(width, height);
        var pixels = frame.Pixels;
        for (var i = 0; i < width * height; i++)
            for (var c = 0; c < 3; c++) pixels[3 * i + c] = (byte)(Math.Clamp(picture[c * width * height + i] / 2 + 0.5f, 0, 1) * 255);
        return frame;
    }

    /// <summary>Pixels as the encoder reads them: [3, h, w], x / 127.5 - 1.</summary>
    public static float[] FromFrame(Frame frame)
    {
        int count = frame.Width * frame.Height;
        var picture = new float[3 * count];
        var pixels = frame.Pixels;
        for (var i = 0; i < count; i++)
            for (var c = 0; c < 3; c++) picture[c * count + i] = pixels[3 * i + c] / 127.5f - 1;
        return picture;
    }
}
