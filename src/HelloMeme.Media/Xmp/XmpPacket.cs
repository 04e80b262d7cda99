using System.Text;
using System.Text.Json;
using System.Xml;

namespace HelloMeme.Media.Xmp;

/// <summary>The XMP packet itself (ISO 16684-1): RDF with one description.</summary>
internal static class XmpPacket
{
    /// <summary>Larger packets are neither written nor read.</summary>
    public const int MaxBytes = 4 << 20;

    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string IptcExt = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";
    private const string Ours = "urn:hellomeme-studio:recipe:1:";

    /// <summary>Length: in bytes, filled up with white space; 0 for no more than needed.</summary>
    public static byte[] Build(string digitalSourceType, string? recipe, int length = 0)
    {
        using var bytes = new MemoryStream();
        bytes.Write("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"u8);
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
            xml.WriteStartElement("rdf", "RDF", Rdf);
            xml.WriteStartElement("rdf", "Description", Rdf);
            xml.WriteAttributeString("rdf", "about", Rdf, "");
            xml.WriteAttributeString("Iptc4xmpExt", "DigitalSourceType", IptcExt, digitalSourceType);
            if (recipe is not null) xml.WriteElementString("hm", "Recipe", Ours, WithXmlCharacters(recipe));
            xml.WriteEndElement();
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        var end = "\n<?xpacket end=\"w\"?>"u8;
        while (bytes.Length + end.Length < length) bytes.WriteByte((byte)' ');
        bytes.Write(end);
        return bytes.Length <= MaxBytes ? bytes.ToArray() : throw new ArgumentException("The recipe is longer than 4 MB.", nameof(recipe));
    }

    /// <summary>Null when the packet is broken or names no digital source type; both ways of RDF to state a property are read.</summary>
    public static ProvenanceRecord? Parse(byte[] packet)
    {
        string? sourceType = null, recipe = null;
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(packet), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                MaxCharactersInDocument = MaxBytes,
                IgnoreProcessingInstructions = true,
            });
            xml.Read();
            while (!xml.EOF && xml.Depth < 64)
            {
                if (xml.NodeType is XmlNodeType.Element && IsProperty(xml))
                {
                    var isRecipe = xml.NamespaceURI == Ours;
                    var text = xml.ReadElementContentAsString();
                    if (isRecipe) recipe ??= text;
                    else sourceType ??= text;
                    continue;
                }

                if (xml.NodeType is XmlNodeType.Element)
                {
                    sourceType ??= xml.GetAttribute("DigitalSourceType", IptcExt);
                    recipe ??= xml.GetAttribute("Recipe", Ours);
                }

                xml.Read();
            }
        }
        catch (Exception damage) when (damage is XmlException or InvalidOperationException)
        {
            return null;
        }

        return sourceType is null ? null : new ProvenanceRecord(sourceType, recipe);
    }

    private static bool IsProperty(XmlReader xml) =>
        (xml.NamespaceURI == Ours && xml.LocalName == "Recipe") || (xml.NamespaceURI == IptcExt && xml.LocalName == "DigitalSourceType");

    // JSON may hold what XML may not; such a character can only stand inside a string, where JSON has its own escape.
    private static string WithXmlCharacters(string json)
    {
        try
        {
            using var valid = JsonDocument.Parse(json);
        }
        catch (JsonException fault)
        {
            throw new ArgumentException("The recipe is not JSON.", nameof(json), fault);
        }

        var text = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length; i++)
        {
            if (i + 1 < json.Length && char.IsSurrogatePair(json[i], json[i + 1])) text.Append(json[i]).Append(json[++i]);
            else if (XmlConvert.IsXmlChar(json[i])) text.Append(json[i]);
            else text.Append("\\u").Append(((int)json[i]).ToString("x4"));
        }

        return text.ToString();
    }
}
