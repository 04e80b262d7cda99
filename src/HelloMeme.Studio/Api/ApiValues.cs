using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HelloMeme.Studio.Api;

/// <summary>Texts that are one of a few: [AllowedValues] on a property or parameter becomes "enum" in the document. Descriptions become one line.</summary>
public static class ApiValues
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken token)
    {
        if (Find(context) is { } allowed) schema.Enum = [.. allowed.Values.Select(v => (System.Text.Json.Nodes.JsonNode)v!.ToString()!)];
        if (schema.Description is { } description) schema.Description = string.Join(' ', description.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return Task.CompletedTask;
    }

    private static AllowedValuesAttribute? Find(OpenApiSchemaTransformerContext context)
    {
        if (context.JsonPropertyInfo is { AttributeProvider: { } property }) return property.GetCustomAttributes(typeof(AllowedValuesAttribute), inherit: false).OfType<AllowedValuesAttribute>().FirstOrDefault();
        return (context.ParameterDescription?.ParameterDescriptor as IParameterInfoParameterDescriptor)?.ParameterInfo.GetCustomAttribute<AllowedValuesAttribute>();
    }
}
