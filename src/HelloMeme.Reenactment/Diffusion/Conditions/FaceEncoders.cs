using System.Numerics;
using HelloMeme.Graph.Networks;
using HelloMeme.Graph.Onnx;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Reenactment.Diffusion.Pipelines;

namespace HelloMeme.Reenactment.Diffusion.Conditions;

/// <summary>Face pictures to numbers for the control net.</summary>
internal sealed class FaceEncoders(EngineNetworks networks, DeviceNetworks device)
{
    /// <summary>The PD-FGC code [548] of a 512 x 512 crop.</summary>
    /// <param name="five">As <see cref="ExpressionCrop"/> wants them.</param>
    public float[] Code(Frame picture, ReadOnlySpan<Vector2> five, CancellationToken token)
    {
        var crop = new float[ExpressionCrop.Count];
        ExpressionCrop.Write(picture, five, crop);
        using var input = device.Upload(crop, DType.Float, 1, 3, ExpressionCrop.Side, ExpressionCrop.Side);
        using var output = device.Run("expression", () => ExpressionEncoder.Build(networks.Expression!.Weights(DType.Float), 1), [new("crop", input)], token);
        return device.Download(output["code"]);
    }

    /// <summary>Embeddings [3, 1024] of eyes and mouth in a 512 x 512 crop.</summary>
    public float[] Parts(Frame picture, FacePartCrops crops, FacePartPoints points, CancellationToken token)
    {
        var planes = new float[FacePartCrops.PartCount * FacePartCrops.Count];
        crops.Write(picture, points, planes);
        using var input = device.Upload(planes, networks.Type, FacePartCrops.PartCount, 3, FacePartCrops.Side, FacePartCrops.Side);
        using var output = device.Run("image", () => ImageEncoder.Build(networks.Image!.Weights(networks.Type), networks.Image.Config, FacePartCrops.PartCount), [new("pixels", input)], token);
        return device.Download(output["embedding"]);
    }
}
