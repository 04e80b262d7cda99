using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HelloMeme.Graph.Checkpoints;
using HelloMeme.Graph.Networks.Keys;

namespace HelloMeme.Graph.Networks;

/// <summary>A complete small set of checkpoints in the official layout with random weights: to try everything without the real ones. What it draws is noise.</summary>
public static class TestCheckpoint
{
    private const int Layers = 1, Time = 128, Text = 32, ControlContext = 48, HourglassWidth = 32, VaeGroups = 16, TextPlaces = 77, TextLayers = 2;
    private const int FaceSide = 224, FacePatch = 32, FaceWidth = 32, FaceLayers = 2, FaceEmbedding = 1024; // sides and embedding as officially: pictures and control net want them so

    private static readonly int[] Widths = [32, 64, 96, 96];
    private static readonly int[] VaeWidths = [16, 32, 48, 48];
    private static readonly UNetLayout UNet = new(Widths, Layers, Time, Text, [true, true, true, false]);
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the set under a folder (models/checkpoints of a test installation); existing files of the same names are replaced. The same seed gives the same bytes.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static void Write(string folder, int seed = 1, CancellationToken token = default)
    {
        // 1. Stable Diffusion 1.5, small
        var vocabulary = Vocabulary();
        Write(NetworkCatalog.UNet, StableDiffusionKeys.UNet(UNet), new { _class_name = "UNet2DConditionModel", attention_head_dim = 8, block_out_channels = Widths, cross_attention_dim = Text, layers_per_block = Layers, norm_num_groups = 32 });
        Write(NetworkCatalog.Vae, StableDiffusionKeys.Vae(VaeWidths, Layers), new { _class_name = "AutoencoderKL", block_out_channels = VaeWidths, layers_per_block = Layers, norm_num_groups = VaeGroups, scaling_factor = 0.18215 });
        Write(NetworkCatalog.TextEncoder, ClipKeys.TextEncoder(vocabulary.Count, TextPlaces, Text, 4 * Text, TextLayers),
            new { architectures = (string[])["CLIPTextModel"], hidden_act = "quick_gelu", hidden_size = Text, num_attention_heads = 4, num_hidden_layers = TextLayers, vocab_size = vocabulary.Count }, "model");
        WriteText("tokenizer/vocab.json", JsonSerializer.Serialize(vocabulary, Readable));
        WriteText("tokenizer/merges.txt", "#version: 0.2\n");
        WriteText("scheduler/scheduler_config.json", JsonSerializer.Serialize(new { _class_name = "PNDMScheduler", beta_schedule = "scaled_linear", beta_start = 0.00085, beta_end = 0.012, num_train_timesteps = 1000 }, Readable));

        // 2. The encoders of faces
        Write(NetworkCatalog.ExpressionEncoder, ExpressionKeys.Encoder(HourglassWidth), new { _class_name = "FanEncoder", pose_dim = 6, eye_dim = 6 });
        Write(NetworkCatalog.ImageEncoder, ClipKeys.ImageEncoder(FaceSide, FacePatch, FaceWidth, 4 * FaceWidth, FaceLayers, FaceEmbedding),
            new { architectures = (string[])["CLIPVisionModelWithProjection"], hidden_act = "gelu", hidden_size = FaceWidth, image_size = FaceSide, num_attention_heads = 4, num_hidden_layers = FaceLayers, patch_size = FacePatch, projection_dim = FaceEmbedding }, "model");

        // 3. HelloMeme's modules
        foreach (var entry in NetworkCatalog.Versions.SelectMany(v => new[] { v.Reference, v.Control, v.Projector, v.Motion }).OfType<CheckpointEntry>().Distinct())
        {
            Write(entry, entry.Kind switch
            {
                NetworkKind.ReferenceAdapter => entry == NetworkCatalog.Versions[0].Reference ? HelloMemeKeys.Reference(UNet) : HelloMemeKeys.StkReference(UNet),
                NetworkKind.ControlNet => HelloMemeKeys.ControlBase(UNet, ControlContext),
                NetworkKind.ControlProjector => HelloMemeKeys.ControlProjector(UNet),
                _ => HelloMemeKeys.Motion(UNet),
            }, new { num_attention_heads = 8 });
        }

        void Write(CheckpointEntry entry, KeyTable keys, object config, string stem = "diffusion_pytorch_model")
        {
            token.ThrowIfCancellationRequested();
            var place = Directory.CreateDirectory(Path.Combine(folder, entry.Folder)).FullName;
            var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [CheckpointModule.TestWeightsKey] = "random numbers: what they draw is noise", ["format"] = "pt" };
            SafetensorsWriter.Write(Path.Combine(place, stem + ".safetensors"), RandomWeights.Fill(keys, entry.Name, seed), metadata);
            File.WriteAllText(Path.Combine(place, "config.json"), JsonSerializer.Serialize(config, Readable));
        }

        void WriteText(string name, string text)
        {
            var path = Path.Combine(folder, NetworkCatalog.StableDiffusionFolder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
    }

    /// <summary>CLIP's byte letters, alone and at a word's end, and its two marks: every prompt can be written, letter by letter.</summary>
    private static Dictionary<string, int> Vocabulary()
    {
        var letters = ByteLetters().ToArray();
        return letters.Concat(letters.Select(l => l + "</w>")).Append("<|startoftext|>").Append("<|endoftext|>").Index().ToDictionary(t => t.Item, t => t.Index, StringComparer.Ordinal);
    }

    // Source: CLIP's simple_tokenizer.py, bytes_to_unicode: printable bytes stand for themselves, the others for letters from 256 on.
    private static IEnumerable<string> ByteLetters()
    {
        var next = 256;
        foreach (var value in Enumerable.Range(0, 256))
            yield return new Rune(value is (>= '!' and <= '~') or (>= '\u00A1' and <= '\u00AC') or (>= '\u00AE' and <= '\u00FF') ? value : next++).ToString();
    }
}
