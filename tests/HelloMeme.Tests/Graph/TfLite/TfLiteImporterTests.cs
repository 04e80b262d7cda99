using HelloMeme.Graph.TfLite;
using HelloMeme.Tests.References;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.TfLite;

public sealed class TfLiteImporterTests
{
    [Fact]
    public void Half_convolution_with_SAME_padding_matches_definition()
    {
        var x = GraphRun.Noise(6 * 6 * 3);                                                     // h w c
        var weight = GraphRun.Noise(4 * 3 * 3 * 3, 2).Select(v => (float)(Half)v).ToArray();    // o h w i
        float[] bias = [0.5f, -0.5f, 0, 1];
        var model = TfLiteImporter.Import(TfLiteFile.Read(TinyModels.Convolution(weight, bias)));

        var y = GraphRun.Run(model, "y", ("x", ToNchw(x, 6, 6, 3), [1, 3, 6, 6]));
        var expected = NaiveConvolution.Conv(ToNchw(x, 6, 6, 3), 3, 6, 6, ToOihw(weight, 4, 3, 3), 4, 3, 3, bias, (2, 2), (1, 1), [0, 0, 1, 1], 1)
            .Select(v => Math.Max(v, 0)).ToArray();
        GraphRun.AssertClose(expected, ToNchw(y, 3, 3, 4), 1e-4f);
        Assert.Equal(["n", 3, 3, 4], model.Outputs[0].Shape);
    }

    [Fact]
    public void Channels_are_padded_and_pictures_flattened_in_TFLite_order()
    {
        var file = new TfLiteWriter();
        var x = file.Tensor("x", 1, 2, 2, 1);
        var padded = file.Tensor("padded", 1, 2, 2, 3);
        var flat = file.Tensor("flat", 1, 12);
        file.Operator(TfLiteOp.Pad, [x, file.Integers("pads", [0, 0, 0, 0, 0, 0, 0, 2], 4, 2)], padded);
        file.Operator(TfLiteOp.Reshape, [padded], flat);
        var model = TfLiteImporter.Import(TfLiteFile.Read(file.Write([x], [flat])));
        Assert.Equal([1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0], GraphRun.Run(model, "flat", ("x", [1, 2, 3, 4], [1, 1, 2, 2])));
    }

    [Fact]
    public void A_region_is_read_through_its_landmarks_and_mapped_back()
    {
        // Landmarks on a 4 x 4 picture: eye line level from (0, 1) to (4, 1), box 0..4 by 1..3, so that a 4 x 2 region is the box itself.
        float[] landmarks = [0, 1, 9, 4, 1, 9, 2, 3, 9];
        var model = TfLiteImporter.Import(TfLiteFile.Read(TinyModels.Region(0)));
        var picture = Enumerable.Range(0, 16).Select(i => (float)i).ToArray();
        var (region, back) = RunRegion(model, landmarks, picture);
        GraphRun.AssertClose([4, 5, 6, 7, 8, 9, 10, 11], region, 1e-4f);
        GraphRun.AssertClose([0, 1, 4, 3], back, 1e-4f);    // region corners (0, 0) and (4, 2)
        Assert.Equal("0,1,2", model.Metadata[TfLiteImporter.SubsetKey(0, 1)]);
    }

    [Fact]
    public void A_turned_region_follows_the_line_between_its_two_points()
    {
        // The same landmarks turned by 90 degrees about (2, 2): the region's rows run down the picture.
        float[] landmarks = [3, 0, 9, 3, 4, 9, 1, 2, 9];
        var (region, back) = RunRegion(TfLiteImporter.Import(TfLiteFile.Read(TinyModels.Region(0))), landmarks, Enumerable.Range(0, 16).Select(i => (float)i).ToArray());
        GraphRun.AssertClose([2, 6, 10, 14, 1, 5, 9, 13], region, 1e-4f);
        GraphRun.AssertClose([3, 0, 1, 4], back, 1e-4f);
    }

    [Fact]
    public void Unknown_operators_and_contradicting_shapes_are_named()
    {
        var unknown = new TfLiteWriter();
        var (x, y) = (unknown.Tensor("x", 1, 2, 2, 1), unknown.Tensor("y", 1, 2, 2, 1));
        unknown.Custom("Mystery", [x], y, []);
        Assert.Contains("'Mystery'", Import(unknown, x, y), StringComparison.Ordinal);

        var wrong = new TfLiteWriter();
        (x, y) = (wrong.Tensor("x", 1, 2, 2, 1), wrong.Tensor("y", 1, 2, 2, 5));
        wrong.Operator(TfLiteOp.Relu, [x], y);
        Assert.Contains("giving 'y': result: expected [n, 5, 2, 2], found [n, 1, 2, 2]", Import(wrong, x, y), StringComparison.Ordinal);

        static string Import(TfLiteWriter file, int x, int y) =>
            Assert.Throws<InvalidDataException>(() => TfLiteImporter.Import(TfLiteFile.Read(file.Write([x], [y])))).Message;
    }

    private static (float[] Region, float[] Back) RunRegion(HelloMeme.Graph.Onnx.OnnxModel model, float[] landmarks, float[] picture)
    {
        (string, float[], long[])[] inputs = [("x", picture, [1, 1, 4, 4]), ("landmarks", ToNchw(landmarks, 1, 3, 3), [1, 3, 1, 3])];
        return (GraphRun.Run(model, "region", inputs), GraphRun.Run(model, "back", inputs));
    }

    private static float[] ToNchw(float[] hwc, int h, int w, int c) => Enumerable.Range(0, h * w * c).Select(i => hwc[i % (h * w) * c + i / (h * w)]).ToArray();

    private static float[] ToOihw(float[] ohwi, int o, int k, int c) =>
        Enumerable.Range(0, o * k * k * c).Select(i => ohwi[(i / (k * k * c) * k * k + i % (k * k)) * c + i / (k * k) % c]).ToArray();
}
