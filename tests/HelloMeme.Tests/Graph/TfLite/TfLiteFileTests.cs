using HelloMeme.Graph.TfLite;
using HelloMeme.Tests.Support;
using Xunit;

namespace HelloMeme.Tests.Graph.TfLite;

public sealed class TfLiteFileTests
{
    private static readonly byte[][] Files = [TinyModels.Convolution(GraphRun.Noise(108), [0, 0, 0, 0]), TinyModels.Region(0)];

    [Fact]
    public void Read_finds_tensors_operators_and_weights()
    {
        var file = TfLiteFile.Read(Files[0]);
        Assert.Equal(["x"], file.Inputs.Select(i => file.Tensors[i].Name));
        Assert.Equal(["y"], file.Outputs.Select(i => file.Tensors[i].Name));
        Assert.Equal([TfLiteOp.Dequantize, TfLiteOp.Conv2d], file.Operators.Select(o => o.Op));
        var half = file.Tensors.Single(t => t.Type == TfLiteType.Half);
        Assert.Equal([4, 3, 3, 3], half.Shape);
        Assert.Equal(216, half.Data.Length);
    }

    [Fact]
    public void A_file_cut_anywhere_is_invalid_data_and_nothing_else()
    {
        foreach (var file in Files)
            for (var length = 0; length < file.Length - 4; length++) Assert.NotNull(Fault(file[..length]));
    }

    [Fact]
    public void A_file_with_changed_bytes_is_read_or_invalid_data()
    {
        var random = new Random(7);
        var faults = 0;
        for (var round = 0; round < 3000; round++)
        {
            var file = (byte[])Files[round % Files.Length].Clone();
            for (var change = 0; change <= round % 3; change++) file[random.Next(file.Length)] = (byte)random.Next(256);
            if (Fault(file) is not null) faults++;
        }

        Assert.InRange(faults, 500, 2999);
    }

    [Theory]
    [InlineData("", "file id at byte 4")]
    [InlineData("not a model at all", "TFL3 is missing")]
    public void Other_files_are_told_apart(string text, string message) =>
        Assert.Contains(message, Fault(System.Text.Encoding.ASCII.GetBytes(text))!, StringComparison.Ordinal);

    /// <summary>The message of the InvalidDataException, null when all went well; any other exception fails the test.</summary>
    private static string? Fault(byte[] bytes)
    {
        try
        {
            TfLiteImporter.Import(TfLiteFile.Read(bytes));
            return null;
        }
        catch (InvalidDataException e)
        {
            return e.Message;
        }
    }
}
